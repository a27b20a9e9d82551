# Outcomes: pseudonyms and totals only, for evaluation and managers.
sign in eva
get /reports/outcomes
expect 200
see This rubric is not yet validated
see <a href="/reports/outcomes" aria-current="page">Outcomes</a>
see <a href="/reports/stability">Time to stability</a>
see <a href="/reports">All reports</a>
see not <a href="/reports/tables">Tables that leave the house</a>
get /reports/tables/new
expect 200
see <a href="/reports/tables" aria-current="page">
see <a href="/reports">All reports</a>
get /reports/outcomes?type=forced_labour&age=6_11&from=2024&to=2025&walk=2
expect 200
get /reports/definitions
expect 200
see Lowest and highest possible share
see <a href="/reports/definitions" aria-current="page">What every word means</a>
get /
see not /reports/stability
sign in grace
get /reports/outcomes
expect 200
sign in amara
get /reports/outcomes
expect 403
get /reports/definitions
expect 403
sign in eva
get /reports/outcomes/file?format=json
expect 200
see "rubric":"not yet validated"
get /reports/stability/file?format=csv
expect 200
see age_group,casework_type
get /reports/outcomes/file?format=exe
expect 404
sign in amara
get /reports/outcomes/file?format=csv
expect 403
# at most two dimensions: age is one, and groups leave type and years open; too few people in one group: nothing of any
sign in eva
get /reports/outcomes?by=site&type=forced_labour&from=2024
expect 200
see At most two things can be chosen together
