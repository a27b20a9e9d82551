# Their own view of the six: waits for nothing, every question may be skipped, shows nothing of ours, stands beside it.
sign in amara
get /people/new
post /people/new label=Person+8&team=&language=en
expect 303
keep $nia after /people/
get /people/$nia/own-view/new
expect 200
see Do I feel safe?
see I skip this one.
see not /assessments
post /people/$nia/own-view/new i_my_safety=6&how=alone
expect 422
see Please choose one of the answers that are offered.
post /people/$nia/own-view/new i_my_safety=2&i_my_rights=skip&how=alone&day=
expect 303
get /people/$nia/assessments
see I feel safe on some days.
see class="muted">not said
keep $first after /own-view/
get /people/$nia/own-view/$first
expect 200
post /people/$nia/own-view/$first i_my_safety=3&how=paper&day=
expect 303
get /people/$nia/own-view/$first
see value="3" checked
post /people/$nia/own-view/$first i_my_safety=4&how=paper&day=
expect 409
see saved this meanwhile
see I feel safe on most days.
sign in tom
get /people/$nia/own-view/new
expect 403
