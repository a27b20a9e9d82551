# A table that leaves the house: declared, looked at, refused while nobody is in it.
sign in amara
get /reports/tables
expect 403
sign in eva
get /reports
see Tables that leave the house
get /reports/tables
expect 200
get /reports/tables/new
expect 200
see Who is counted, by what
post /reports/tables/new title=People+by+year&figure=nothing&kind=donors&calendar=90&epsilon=512
expect 422
see Please choose one of the answers that are offered.
post /reports/tables/new title=Our+return&figure=closed-reason&kind=contract&calendar=90&epsilon=512
expect 422
see Please name the funder.
post /reports/tables/new title=People+by+year&figure=people-year&kind=donors&calendar=90&epsilon=512
expect 303
keep $table after /reports/tables/
follow
expect 200
see People by year
get /reports/tables/new
post /reports/tables/new title=The+same&figure=people-year&kind=donors&calendar=90&epsilon=512
expect 422
see This table is declared already.
get /reports/tables
see None was made yet.
get /reports/tables/$table
expect 200
get /reports/releases/$table
expect 404
get /reports/releases/$table/table.csv
expect 404
sign in amara
get /reports/tables/$table
expect 403
# the columns of CTDC are a table like the others
sign in eva
get /reports/tables/new
see Kind of exploitation, in the columns of CTDC
post /reports/tables/new title=For+CTDC&figure=ctdc-exploitation&kind=donors&calendar=365&epsilon=512
expect 303
follow
expect 200
see For CTDC
