import asyncio
import signal

from sandbox.server import Sandbox
from sandbox.settings import Settings


async def main() -> None:
    sandbox = Sandbox(Settings())
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    where = sandbox.settings
    print(f"Inbox   {where.inbox_url}", f"Mail    smtp://localhost:{where.smtp_port}", sep="\n")
    print(f"Cards   {where.card_url}", "Ctrl-C stops the sandbox.", sep="\n", flush=True)
    await sandbox.serve(stop)


asyncio.run(main())
