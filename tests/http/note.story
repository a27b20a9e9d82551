# A contact is written, corrected, and the second of two who correct it sees what the first one wrote.
person amara as $nia
sign in amara
get /people/$nia/notes/new
expect 200
see What was said or done
# a button says what it saves
see >Save the note<
see not >Save<
# whom it is about stands above, with the way back; her own page says it in its heading
see <p class="whose"><a href="/people/$nia"><span class="no-print"><bdi>Nia</bdi> · </span>K-
get /people/$nia
see not class="whose"
post /people/$nia/notes/new how=visit&words=&next=
expect 422
see <a href="#f-words">What was said or done</a><p>Please fill this in.</p>
see id="p-words">Please fill this in.</p>
post /people/$nia/notes/new how=visit&words=We+had+tea.&next=2026-03-20
expect 303
get /people/$nia/timeline
see We had tea.
keep $note after /notes/
get /people/$nia/notes/$note
see We had tea.
post /people/$nia/notes/$note how=visit&words=We+had+coffee.&next=
expect 303
# the same form a second time, from an older page
get /people/$nia/notes/new
post /people/$nia/notes/$note how=visit&words=We+had+water.&next=
expect 409
see We had coffee.
see We had water.
# somebody of another team may not write
sign in carla
get /people/$nia/notes/new
expect 403
see not Nia
see not class="whose"
# evaluation sees no person
sign in eva
get /people/$nia/notes/new
expect 403
