# Somebody arrives at night: a label is enough, care begins at once, and nobody is entered twice unawares.
sign in nadia
get /people/new
expect 200
see Only the first answer is needed.
post /people/new label=&urgent-injury=1&urgent_words=a+deep+cut
expect 422
see a deep cut
post /people/new label=Zoraya&urgent-injury=1&urgent_words=a+deep+cut&language=so
expect 303
follow
expect 200
see Saved.
see What we cannot keep secret here
# the same name again: the person is shown, and nothing that was typed is lost
get /people/new
post /people/new label=Zoraya&place=H2
expect 422
see The same person: open
see value="H2"
post /people/new label=Zoraya&place=H2&checked=Zoraya
expect 303
# many at once
get /people/new/many
expect 200
post /people/new/many label_1=&u1-child=1
expect 422
post /people/new/many label_1=Boat+1&u1-child=1&label_7=Boat+2
expect 303
# the same boat once more: nobody is here twice, nothing that was typed is lost
get /people/new/many
post /people/new/many label_1=Boat+1&label_2=Boat+3
expect 422
see Nothing is saved yet
see value="Boat 3"
see Somebody new
post /people/new/many label_1=Boat+1&new_1=Boat+1&label_2=Boat+3
expect 303
# who sees no people receives none
sign in eva
get /people/new
expect 403
sign in vera
get /people/new/many
expect 403
