# Is the instrument sound here: totals only, for evaluation and managers; nothing is told of few people.
sign in eva
get /reports/outcomes
expect 200
see Is the instrument sound here?
see This rubric is not yet validated
get /reports/sound
expect 200
see This rubric is not yet validated
see Too few to say
get /reports/sound?age=12_17
expect 200
get /reports/sound?age=nothing
expect 200
get /reports/definitions
expect 200
see Validated here
see Scored again soon after
sign in grace
get /reports/sound
expect 200
sign in amara
get /reports/sound
expect 403
