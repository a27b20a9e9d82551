# The path: pseudonyms and totals only, for evaluation and managers.
alone
person amara as $nia
sign in amara
post /people/$nia/services type=housing&minutes=45
expect 303
sign in eva
get /reports
see <a href="/reports/path"
get /reports/path
expect 200
see It is no ladder that anybody has to climb
see so each is a dot
see A first service
get /reports/path?type=nothing&age=6_11&from=2024&to=x
expect 200
see Too few people
get /reports/path/file?format=csv
expect 200
see age_group,casework_type
get /reports/path/file?format=exe
expect 404
sign in grace
get /reports/path
expect 200
sign in amara
get /reports/path
expect 403
sign in tom
get /reports/path/file?format=csv
expect 403
