# My day: what is due, the people I walk with, a note in three fields.
person amara as $nia
sign in amara
get /
expect 200
see My day
see A contact note
post /day/note person=$nia&how=phone&words=Called+as+agreed.
expect 303
follow
see Saved.
post /day/note person=&how=phone&words=
expect 422
see Please fill this in.
# sending one form twice is one post: the second answer leads to the same place
get /
sign in eva
get /
expect 200
see You see figures, never a person
sign in tom
get /
see You keep the house running
# whoever watches at night finds Tonight, and no button that leads to a closed page
sign in vera
get /
expect 200
see Tonight
see not Somebody arrives
get /tonight
expect 200
