# Time to stability: pseudonyms and totals only, for evaluation and managers.
alone
sign in eva
get /reports/outcomes
expect 200
see Time to stability
get /reports/stability
expect 200
see This rubric is not yet validated
see There is nothing to count yet
get /reports/stability?type=forced_labour&age=12_17&since=2025&compare=ages
expect 200
get /reports/definitions
expect 200
see Seen between two assessments
sign in grace
get /reports/stability
expect 200
sign in amara
get /reports/stability
expect 403
