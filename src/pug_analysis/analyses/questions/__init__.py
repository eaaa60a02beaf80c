"""The five questions of the summary, each with its contrast, declared before any data are seen.

Notebooks, the summary and the certificate of the verdicts ask through these functions alone. `steps`
(where on the ladder women fall behind) and `speed` (whether both sexes are as fast) compare women with
men of the same entry groups; `training`, `posts` and `offices` answer the other three; `verdicts` holds
what all of them say, and how strong it is.
"""
