# Care standards: pseudonyms and totals only, for evaluation and managers.
alone
person amara as $nia
sign in eva
get /reports
see <a href="/reports/care"
get /reports/care
expect 200
see What cannot be counted yet
see Fewer than five colleagues walk along
get /reports/care?age=0_5&type=nothing
expect 200
see Too few people
get /reports/care/file?format=json
expect 200
see "people_a_colleague"
get /reports/definitions
see Said no, and still served
sign in grace
get /reports/care
expect 200
sign in amara
get /reports/care
expect 403
get /reports/care/file?format=csv
expect 403
sign in tom
get /reports/care
expect 403
