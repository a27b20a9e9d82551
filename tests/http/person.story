# Somebody is looked for, and the page opens to those who walk along.
person amara as $nia
sign in amara
get /people
expect 200
see I walk with
get /people?q=zzzzzzzz
expect 200
see Nobody by this name
get /people/$nia
expect 200
see What is next
see How the seams are
see Do not contact.
see are not written down yet
# another team finds nobody and opens nothing
sign in carla
get /people/$nia
expect 403
# the technician does not even see the list
sign in tom
get /people
expect 403
get /people/$nia
expect 403
