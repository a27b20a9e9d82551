# Filters of reports get a name: for oneself or for the house, fixed or moving.
alone
sign in amara
get /reports/views
expect 403
sign in eva
get /reports
see not Saved views
get /reports/views
expect 200
see Nothing is saved yet
get /reports/outcomes?type=forced_labour&age=12_17&from=2024&to=0&walk=1&by=type
see <a href="/reports/views/new?page=outcomes&amp;age=12_17&amp;type=forced_labour&amp;from=2024">Save this view</a>
get /reports/views/new?page=outcomes&age=12_17&type=forced_labour&from=2024
expect 200
see Children, 12 to 17
see Forced labour
see arrived since 2024
see not In the place of
post /reports/views/new page=outcomes&age=12_17&type=forced_labour&from=2024&whose=house&period=fixed&name=
expect 422
see Please give it a name
see arrived since 2024
post /reports/views/new page=outcomes&age=12_17&type=forced_labour&from=2024&whose=house&period=this_quarter&name=Youth
expect 422
see Please choose one of the answers that are offered.
see value="Youth"
post /reports/views/new page=outcomes&age=12_17&type=forced_labour&from=2024&whose=house&period=fixed&name=Youth
expect 303
follow
expect 200
see Saved.
see aria-current="true"><strong dir="auto">Youth</strong>
see Change this view
see not Save this view
# nobody takes a name twice
get /reports/views/new?page=services&funder=voca
post /reports/views/new page=services&funder=voca&whose=house&period=last_quarter&name=youth
expect 422
see There is a view of this name already.
see value="voca"
post /reports/views/new page=services&funder=voca&whose=mine&period=last_quarter&name=For+the+donor
expect 303
get /reports
see Saved views
see Youth
see For the donor
see The last quarter that has ended
get /reports/views
see of the house
see only yours
# the others of the house see the one, and not the other
sign in grace
get /reports/views
see Youth
see not For the donor
keep $youth after /reports/views/
get /reports/views/$youth
see Open this view
see It goes for everybody
see not For whom
post /reports/views/$youth name=Young+people
expect 409
see changed this view meanwhile
see value="Young people"
# what took the place of nothing is not written
get /reports/path?age=6_11
see page=path&amp;age=6_11
get /reports/views/new?page=path&age=6_11
see In the place of
post /reports/views/new page=path&age=6_11&whose=mine&period=this_year&name=&replaces=00000000000000000000000000000001
expect 422
see This view was changed or deleted meanwhile.
see This year
get /reports/views/$youth
post /reports/views/$youth/delete
expect 303
follow
see Nothing is saved yet
get /reports/views/$youth
expect 404
