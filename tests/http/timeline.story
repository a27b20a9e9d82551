# What was written stands in order, and who opened it is told.
person amara as $nia
sign in amara
get /people/$nia/timeline
expect 200
see Everything
get /people/$nia/notes/new
post /people/$nia/notes/new how=phone&words=A+call.&next=
expect 303
get /people/$nia/timeline?kind=note
expect 200
see A call.
get /people/$nia/timeline?kind=consent
expect 200
sign in lena
get /people/$nia
expect 200
get /people/$nia/opened
expect 200
see <bdi>amara</bdi> (<bdi>Caseworker</bdi>)
see <bdi>lena</bdi> (<bdi>Lead</bdi>)
see wrote in this record ·
sign in carla
get /people/$nia/timeline
expect 403
get /people/$nia/opened
expect 403
