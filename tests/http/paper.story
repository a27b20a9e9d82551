# Every form to write prints blank, with a code and no name.
person amara as $nia
sign in amara
get /people/$nia/forms
expect 200
see Forms on paper
see /notes/new?paper=1
get /people/$nia/notes/new
post /people/$nia/notes/new words=a+quiet+evening
expect 303
get /people/$nia/notes/new?paper=1
expect 200
see Written by
see K-
see not a quiet evening
get /people/$nia/words?paper=1
see Why we ask
sign in carla
get /people/$nia/forms
expect 403
