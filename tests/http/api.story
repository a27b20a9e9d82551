# A key with which a program outside fetches tables that have left the house.
sign in eva
get /reports/tables/keys/new
see No table is declared yet
get /reports/tables/new
post /reports/tables/new title=People+by+site&figure=people-site&kind=donors&calendar=90&epsilon=512
expect 303
keep $table after /reports/tables/
# a key for a program: for which tables is said, and it is shown once
sign in amara
get /reports/tables/keys
expect 403
sign in eva
get /reports/tables/keys
see No program has a key
get /reports/tables/keys/new
see People by site
post /reports/tables/keys/new name=A+partner&days=90
expect 422
see Please choose at least one table.
post /reports/tables/keys/new name=&days=90&tables-$table=1
expect 422
see checked
post /reports/tables/keys/new name=A+partner&days=90&tables-$table=1
expect 200
see kin_
get /reports/tables/keys
see not kin_
see in force
keep $key after /reports/tables/keys/
post /reports/tables/keys/$key/sign 
expect 409
post /reports/tables/keys/$key/take-back 
expect 303
follow
see taken back
get /api/v1/releases
expect 401
see Authorization: Bearer
