# The night card: those on duty see what a night needs, of their site only; more opens in an emergency.
alone
person amara as $nia
sign in amara
get /people/$nia/safety/plan
post /people/$nia/safety/plan night=Light+on.&code=lemon&barred=a+grey+car&medicines=penicillin:+never&leave=through+the+garden
get /people/$nia/safety/needs/new
post /people/$nia/safety/needs/new kind=injury&what=a+deep+cut
get /tonight
see Light on.
see The whole record
sign in nadia
get /tonight
expect 200
see Harbour
see Light on.
see lemon
see a grey car
see penicillin
see a deep cut
see 10:00
see Do not contact, and say to nobody that this person is here.
see More, in an emergency
see not through the garden
see not The whole record
get /people/$nia
expect 403
get /people/$nia/companions
see What is needed and agreed for safety
get /people/$nia/safety
expect 200
see through the garden
see In an emergency it can be opened for eight hours
keep $need after /needs/
get /people/$nia/safety/needs/$need/done
post /people/$nia/safety/needs/$need/done done=Cleaned+and+bandaged.
expect 303
get /tonight
see not a deep cut
# who opened it, for the person
sign in lena
get /people/$nia/opened
see on the night card
# of another site, or not walking along
sign in mila
get /tonight
see not Light on.
sign in bela
get /tonight
expect 200
see not Light on.
see Nobody stands here tonight
sign in vera
get /tonight
expect 200
see not Light on.
sign in grace
get /tonight
expect 403
sign in eva
get /tonight
expect 403
