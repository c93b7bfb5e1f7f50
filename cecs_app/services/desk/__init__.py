"""What the staff do at the Bureau's desk, one use case a function.

An application: `case` opens it for a clerk, and every act goes through there. `assign` says who works on it, `ask` and
`items` what is missing; `decide`, `second_look`, `undo`, `appeals` decide, by `carry_out`; `notes`. `review/` is what
the review screen and the pages of a decision show. The queue: `queue`, its rows, its choices.
An EIN claim: `claim_case` opens it, `claims` lists, `claim` shows, `settle_claim` and `claim_proof` act.
Money by mail: `cashier` (one envelope), `mail_day`, `differences`. Figures: `reports`, `exports`.
Logins: `sign_in`, `setup`, `sessions`, `proof` (password and code, before `ssn` shows one too), `staff` (accounts).
"""
