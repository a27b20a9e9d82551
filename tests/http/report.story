# Outcomes: pseudonyms and totals only, for evaluation and managers.
sign in eva
get /reports/outcomes
expect 200
see This rubric is not yet validated
get /reports/outcomes?type=forced_labour&age=6_11&from=2024&to=2025&walk=2
expect 200
get /reports/definitions
expect 200
see Lowest and highest possible share
sign in grace
get /reports/outcomes
expect 200
sign in amara
get /reports/outcomes
expect 403
get /reports/definitions
expect 403
