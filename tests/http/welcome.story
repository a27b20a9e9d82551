# The welcome: said in the language that is needed, left and resumed, with the steps above it.
person amara as $nia
sign in amara
get /people/$nia/welcome
expect 200
see Your rights here
see Leave this for now
get /people/$nia/welcome?in=es
see Tus derechos
see not Your rights here
post /people/$nia/welcome language=klingon
expect 422
post /people/$nia/welcome language=es&interpreter=phone&left=who+sees+it
expect 303
get /people/$nia/welcome
see Some of it was left for later.
see who sees it
sign in carla
get /people/$nia/welcome
expect 403
