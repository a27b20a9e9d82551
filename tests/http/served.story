# Services in numbers, as funders group them: few people are left out, and the sheet says as little.
person amara as $nia
sign in amara
post /people/$nia/services type=housing&minutes=45
expect 303
sign in eva
get /reports
see Services in numbers
get /reports/services
expect 200
see VOCA: five groups of services
get /reports/services?funder=voca
expect 200
see D. Shelter and housing services
see too few
see none of our kinds of service belongs here
get /reports/services?funder=nobody&quarter=x
expect 200
see OTIP quarterly blocks
get /reports/services/sheet.csv?funder=voca
expect 200
see funder,year,quarter,category,label,people,new_people,encounters,hours
sign in amara
get /reports/services
expect 403
get /reports/services/sheet.csv
expect 403
sign in lena
get /reports/services
expect 403
