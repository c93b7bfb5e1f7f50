"""Reads the sandbox's inbox as an educator reads her mail."""

import re
import time
from dataclasses import dataclass

import httpx

PATIENCE_SECONDS = 15


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str
    html: str

    def fact(self, label: str) -> str:
        """What stands under a label of the text version."""
        found = re.search(rf"{re.escape(label)}:\s+(\S.*)", self.text)
        assert found, f"no {label!r} in the mail:\n{self.text}"
        return found[1].strip()

    @property
    def link(self) -> str:
        found = re.search(r"https?://\S+", self.text)
        assert found, f"no link in the mail:\n{self.text}"
        return found[0]


@dataclass(frozen=True)
class Inbox:
    address: str

    def mail(self, to: str, subject: str) -> Mail:
        """The newest mail to `to` whose subject contains `subject`; waits for it a little."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            for head in self._heads():
                if subject in head["Subject"] and to in [one["Address"] for one in head["To"]]:
                    return self._open(head["ID"])
            time.sleep(0.2)
        raise AssertionError(f"no mail {subject!r} to {to} came; there are: {self.subjects(to)}")

    def subjects(self, to: str) -> list[str]:
        return [head["Subject"] for head in self._heads() if to in [one["Address"] for one in head["To"]]]

    def _heads(self) -> list[dict]:  # type: ignore[type-arg]
        found = httpx.get(f"{self.address}/api/v1/messages", params={"limit": 200}).json()
        return list(found["messages"])

    def _open(self, mail_id: str) -> Mail:
        found = httpx.get(f"{self.address}/api/v1/message/{mail_id}").json()
        return Mail(found["Subject"], found["Text"], found["HTML"])
