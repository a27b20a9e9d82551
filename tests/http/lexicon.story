# A word that may hurt is pointed out once, after it was saved: nothing is refused, and her own words are left alone.
alone
person amara as $nia
sign in amara
get /people/$nia/notes/new
post /people/$nia/notes/new how=visit&words=The+victim+was+non-compliant.&next=
expect 303
follow
expect 200
see Saved.
see Some words may hurt when they are read later.
see <dt><bdi>victim</bdi></dt>
see survivor, person who was trafficked
see non-compliant
# it is saved as it was written
get /people/$nia/timeline
see The victim was non-compliant.
see not Some words may hurt
# who comes back later is not told again
get /people/$nia?said=saved&words=1
see Some words may hurt
pass 1 hours
sign in amara
get /people/$nia?said=saved&words=1
see not Some words may hurt
# what is quoted is somebody's own word
get /people/$nia/notes/new
post /people/$nia/notes/new how=visit&words=%22I+was+a+victim%22,+she+said.&next=
follow
see Saved.
see not Some words may hurt
# and so are the fields for it
get /people/$nia/words
post /people/$nia/words concerns=I+was+a+victim+of+my+own+family.&wishes=&state=written
expect 303
follow
see not Some words may hurt
# while one writes, the same words are found
get /people/$nia/notes/new
post /words/look text=Une+victime+et+une+autre
expect 200
see victime
see personne survivante
get /people/$nia/notes/new
post /words/look text=All+is+well+with+%22the+victim%22.
expect 200
see not victim
# the form that was open meanwhile can still be saved
post /people/$nia/notes/new how=visit&words=All+is+well.&next=
expect 303
# nobody sees what a colleague was told
sign in carla
get /?said=saved&words=1
see not Some words may hurt
