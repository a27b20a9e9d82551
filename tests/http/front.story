# Reports: every page stands under the question that it answers; a page has the corners of its own question.
sign in eva
get /
see <a href="/reports">Reports</a>
get /reports
expect 200
see <a href="/reports" aria-current="page">Reports</a>
see Does it help?
see <a href="/reports/outcomes"><strong>Outcomes</strong>
see What leaves the house?
see <a href="/reports/tables"><strong>Tables that leave the house</strong>
see not class="tabs"
get /reports/tables
see <a href="/reports">All reports</a>
see <a href="/reports/tables" aria-current="page">
see not <a href="/reports/outcomes">Outcomes</a>
get /reports/definitions
expect 200
see <a href="/reports/definitions" aria-current="page">What every word means</a>
sign in amara
get /reports
expect 403
get /
see not <a href="/reports">
