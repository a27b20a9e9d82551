/* What a column may hold, and what headings mean in the languages in which sheets come. */
#include "care/import_inside.h"

#include "base/fold.h"
#include "care/assessment_many.h"
#include "care/casework.h"
#include "care/import_sql.h"
#include "care/service.h"
#include "care/stay.h"
#include "care/welcome.h"

#include <string.h>

#define PEOPLE (1u << IMPORT_PEOPLE)
#define SCORES (1u << IMPORT_SCORES)
#define SERVICES (1u << IMPORT_SERVICES)
#define STAYS (1u << IMPORT_STAYS)
#define ANY (PEOPLE | SCORES | SERVICES | STAYS)

#define CODE(text) \
	{ \
		"" text, sizeof text - 1 \
	}
#define WORDED \
	{ \
		"", 0 \
	}
static const struct import_field field_list[] = {
	{ CODE("number"), T("Their number in this list"), WORDED, ANY, VALUE_TEXT, 60,
	  "id|no|nr|number|case number|case no|case id|client id|client no|client number|client "
	  "code|beneficiary id|"
	  "reference|code|file number|file no|ref|reference|survivor id|person id|participant "
	  "id|numero|número|nº|n°|num|"
	  "número de caso|numero de caso|código|expediente|id cliente|numéro|numéro de "
	  "dossier|dossier|code client|"
	  "identifiant|رقم|الرقم|رقم الملف|رقم الحالة|رمز|الرمز|كود" },
	{ CODE("name"), T("The name to use"), WORDED, ANY, VALUE_TEXT, 200,
	  "name|prs_SecondName|full name|client|client name|name of "
	  "client|survivor|beneficiary|beneficiary "
	  "name|participant|"
	  "person|who|nombre|nombre completo|nombre y apellido|nombre y "
	  "apellidos|cliente|participante|persona|nom|"
	  "nom complet|nom et prénom|nom prénom|personne|الاسم|اسم|الاسم الكامل|اسم "
	  "المستفيدة|المستفيدة|الشخص" },
	{ CODE("given"), T("Their first name, to stand before the name"), WORDED, ANY, VALUE_TEXT, 100,
	  "first name|prs_FirstName|given name|forename|prénom|nombres|nombre de pila|الاسم الأول" },
	{ CODE("others"), T("Other names and spellings"), WORDED, PEOPLE, VALUE_TEXT, 300,
	  "alias|aliases|other names|other name|aka|also known as|nickname|otros nombres|apodo|autres "
	  "noms|surnom|"
	  "أسماء أخرى|اللقب|الكنية" },
	{ CODE("birth"), T("Date or year of birth"), WORDED, PEOPLE, VALUE_BIRTH, 0,
	  "dob|prs_Birthdate|date of birth|birth date|birthdate|birthday|born|year of birth|birth "
	  "year|yob|fecha de "
	  "nacimiento|"
	  "nacimiento|año de nacimiento|fecha nac|date de naissance|année de naissance|naissance|né "
	  "le|née le|"
	  "تاريخ الميلاد|تاريخ الولادة|سنة الميلاد|سنة الولادة|الميلاد" },
	{ CODE("age"), T("Age when they came"), WORDED, PEOPLE, VALUE_NUMBER, 120,
	  "age|age at entry|age at intake|edad|edad al ingreso|âge|العمر|السن" },
	{ CODE("language"), T("Language they speak best"), WORDED, PEOPLE, VALUE_WORD, 0,
	  "language|mother tongue|first language|preferred language|idioma|lengua|lengua "
	  "materna|langue|"
	  "langue maternelle|اللغة|لغة|اللغة الأم" },
	{ CODE("gender"), T("Gender"), WORDED, PEOPLE, VALUE_WORD, 0,
	  "gender|sex|prs_Gender|género|genero|sexo|genre|sexe|الجنس|النوع|الجندر" },
	{ CODE("entry"), T("Day on which they came"), WORDED, PEOPLE, VALUE_DAY, 0,
	  "entry|entry date|date of entry|intake|intake date|date of intake|admission|admission "
	  "date|arrival|"
	  "arrival date|date of arrival|date opened|opened|start date|enrolled|enrolment "
	  "date|enrollment date|"
	  "fecha de ingreso|ingreso|fecha de llegada|llegada|fecha de entrada|date d "
	  "entrée|entrée|date d admission|"
	  "admission|date d arrivée|arrivée|تاريخ الدخول|تاريخ الوصول|تاريخ القدوم|تاريخ "
	  "الالتحاق|الوصول" },
	{ CODE("types"), T("Kinds of casework"), WORDED, PEOPLE, VALUE_WORDS, 0,
	  "casework type|type of case|case type|kind of case|type of trafficking|type of "
	  "exploitation|exploitation|"
	  "form of exploitation|vic_TypeOfExploitation|abuse type|type of abuse|tipo de caso|tipo de "
	  "explotación|explotación|type de cas|"
	  "type d exploitation|exploitation subie|نوع الحالة|نوع الاستغلال|الاستغلال" },
	{ CODE("walker"), T("User name of who walks with them"), WORDED, PEOPLE, VALUE_WORD, 0,
	  "caseworker|case worker|case manager|social worker|assigned to|staff|trabajadora "
	  "social|encargada|"
	  "responsable|travailleur social|référent|référente|assistante "
	  "sociale|الأخصائية|الأخصائي|المسؤولة" },
	{ CODE("day"), T("Day of the assessment"), WORDED, SCORES, VALUE_DAY, 0,
	  "date|day|assessment date|date of assessment|assessed on|date assessed|date scored|fecha|"
	  "fecha de evaluación|date de l évaluation|date d évaluation|التاريخ|تاريخ التقييم|اليوم" },
	{ CODE("wave"), T("Which assessment it is"), WORDED, SCORES, VALUE_WORD, 0,
	  "wave|round|time point|timepoint|stage|assessment|assessment type|type of "
	  "assessment|period|momento|ronda|"
	  "etapa|tipo de evaluación|moment|étape|vague|المرحلة|الجولة|نوع التقييم" },
	{ CODE("setting"), T("Which place was scored"), WORDED, SCORES, VALUE_WORD, 0,
	  "setting|place scored|place|lugar|entorno|lieu|cadre|المكان" },
	{ CODE("done"), T("Day of the service"), WORDED, SERVICES, VALUE_DAY, 0,
	  "date|day|service date|date of service|date provided|session date|date of session|fecha|"
	  "fecha del servicio|date du service|date de la séance|التاريخ|تاريخ الخدمة|اليوم" },
	{ CODE("type"), T("Kind of service"), WORDED, SERVICES, VALUE_WORD, 0,
	  "service|type|service type|type of service|kind of service|activity|intervention|servicio|"
	  "tipo de servicio|actividad|type de service|activité|prestation|الخدمة|نوع الخدمة|النشاط" },
	{ CODE("minutes"), T("Minutes"), WORDED, SERVICES, VALUE_NUMBER, 100000,
	  "minutes|mins|min|duration|duration minutes|duration min|time "
	  "min|minutos|duración|durée|دقائق|المدة" },
	{ CODE("partner"), T("Who gave it, when it was a partner"), WORDED, SERVICES, VALUE_TEXT, 200,
	  "partner|provider|provided "
	  "by|agency|organisation|organization|proveedor|organización|partenaire|"
	  "prestataire|organisme|الشريك|مقدم الخدمة|الجهة" },
	{ CODE("note"), T("Note on the service"), WORDED, SERVICES, VALUE_TEXT, 8000,
	  "note|notes|comment|comments|remarks|description|details|nota|notas|observaciones|"
	  "comentarios|descripción|"
	  "remarque|remarques|commentaires|observations|ملاحظات|ملاحظة|الوصف" },
	{ CODE("since"), T("First day"), WORDED, STAYS, VALUE_DAY, 0,
	  "from|since|start|start date|check in|check in date|moved in|move in date|entry date|desde|"
	  "fecha de ingreso|inicio|de|depuis|date d entrée|début|من|تاريخ الدخول|البداية" },
	{ CODE("ended"), T("Last day"), WORDED, STAYS, VALUE_DAY, 0,
	  "to|until|end|end date|check out|check out date|moved out|move out date|exit "
	  "date|hasta|fecha de salida|"
	  "fin|à|jusqu à|date de sortie|sortie|إلى|تاريخ الخروج|النهاية" },
	{ CODE("kind"), T("Kind of place"), WORDED, STAYS, VALUE_WORD, 0,
	  "kind|type|housing|housing type|type of housing|accommodation|type of "
	  "accommodation|placement|"
	  "tipo de vivienda|vivienda|alojamiento|logement|type de logement|hébergement|نوع "
	  "السكن|السكن|المأوى" },
	{ CODE("place"), T("What the place is called"), WORDED, STAYS, VALUE_TEXT, 200,
	  "place|shelter|house|name of "
	  "shelter|site|location|lugar|casa|refugio|albergue|lieu|foyer|maison|المكان|"
	  "الموقع|البيت|الملجأ" },
	{ CODE("address"), T("Its address"), WORDED, STAYS, VALUE_TEXT, 300,
	  "address|street|dirección|domicilio|adresse|العنوان" },
	{ CODE("keep"), T("Keep it as it stands, beside the record"), WORDED, ANY, VALUE_TEXT, 2000,
	  "cas_Status|cas_ReasonForCaseClosure|prs_Deceased|cas_ReferredOrganisation|"
	  "cas_OutgoingReferralDate|cas_OutgoingReferralDetails|"
	  "remarks|remark|notes|note|comments|comment|observations|observaciones|notas|remarques|"
	  "commentaires|ملاحظات" },
};

/* The items of the rubric, as columns of scores. */
static enum err with_items(struct ctx *c, struct import_field *list, size_t *n, size_t room)
{
	struct scored_items items;

	TRY(assessment_items(c, &items));
	for (size_t i = 0; i < items.n && *n < room; i++)
		list[(*n)++] =
			(struct import_field){ .code = arena_fmt(c->arena, "i_%.*s", (int)items.at[i].name.n,
			                                         items.at[i].name.p),
			                       .label_text = items.at[i].label,
			                       .kinds = SCORES,
			                       .value = VALUE_SCORE,
			                       .max = (size_t)items.at[i].highest,
			                       .headings = items.at[i].headings.p };
	return OK;
}

enum { ITEMS_MOST = 100 };

enum err fields_of(struct ctx *c, enum import_kind kind, struct import_fields *out)
{
	size_t room = sizeof field_list / sizeof *field_list + ITEMS_MOST;
	struct import_field *list = NEW_N(c->arena, struct import_field, room);
	size_t n = 0;

	for (size_t i = 0; i < sizeof field_list / sizeof *field_list; i++)
		if (field_list[i].kinds >> kind & 1)
			list[n++] = field_list[i];
	if (kind == IMPORT_SCORES)
		TRY(with_items(c, list, &n, room));
	*out = (struct import_fields){ list, n };
	return OK;
}

const struct import_field *import_field_of(const struct import_fields *all, struct str code)
{
	for (size_t i = 0; code.n && i < all->n; i++)
		if (str_eq(all->at[i].code, code))
			return &all->at[i];
	return NULL;
}

/* --- what a heading means --- */

static bool among(struct arena *a, struct str heading, const char *headings)
{
	struct str rest = str_z(headings);

	while (rest.n) {
		struct str one = str_cut(rest, '|', &rest);
		if (str_eq(fold_name(a, one), heading))
			return true;
	}
	return false;
}

const struct import_field *field_guess(struct arena *a, const struct import_fields *all,
                                       struct str heading)
{
	size_t mark = arena_mark(a);
	struct str folded = fold_name(a, heading);
	const struct import_field *found = NULL;

	for (size_t i = 0; folded.n && i < all->n && !found; i++)
		if (among(a, folded, all->at[i].headings))
			found = &all->at[i];
	arena_back(a, mark);
	return found;
}

/* --- words that have a code --- */

struct codes {
	struct ctx *c;
	struct import_code *at;
	size_t n;
};
enum { CODES_MOST = 400 };

static void add(struct codes *k, struct str code, struct str label)
{
	if (k->n < CODES_MOST)
		k->at[k->n++] = (struct import_code){ code, label };
}

static void add_choices(struct codes *k, const struct choice_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		add(k, str_z(list->at[i].value), str_z(lang_text(k->c->lang, list->at[i].label)));
}

static void add_list(struct codes *k, const struct code_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		add(k, list->at[i].name, list->at[i].label);
}

enum err walkers_of(struct ctx *c, struct team_id team, struct walkers *out)
{
	struct import_staff_row_list rows;
	struct walker *list;
	size_t n = 0;

	import_team(c->read, c->house->org, team, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct walker, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].roles & (ROLE_caseworker | ROLE_lead))
			list[n++] = (struct walker){ rows.at[i].id, rows.at[i].user_name };
	*out = (struct walkers){ list, n };
	return OK;
}

static enum err add_walkers(struct codes *k, struct team_id team)
{
	struct walkers all;

	TRY(walkers_of(k->c, team, &all));
	for (size_t i = 0; i < all.n; i++)
		add(k, all.at[i].user_name, all.at[i].user_name);
	return OK;
}

enum err codes_of(struct ctx *c, const struct import_sheet *s, struct str field,
                  struct import_codes *out)
{
	struct codes k = { c, NEW_N(c->arena, struct import_code, CODES_MOST), 0 };
	struct choice_list choices;
	struct code_list list;

	if (str_eq(field, STR("gender")))
		add_choices(&k, &casework_genders);
	else if (str_eq(field, STR("kind")))
		add_choices(&k, &stay_kinds);
	else if (str_eq(field, STR("wave")))
		add_choices(&k, assessment_waves());
	else if (str_eq(field, STR("language"))) {
		TRY(welcome_languages(c, &choices));
		add_choices(&k, &choices);
	} else if (str_eq(field, STR("walker")))
		TRY(add_walkers(&k, s->team));
	else if (str_eq(field, STR("types"))) {
		TRY(casework_list(c, &list));
		add_list(&k, &list);
	} else if (str_eq(field, STR("type"))) {
		TRY(service_types(c, &list));
		add_list(&k, &list);
	} else if (str_eq(field, STR("setting"))) {
		TRY(assessment_settings(c, &choices));
		add_choices(&k, &choices);
	}
	*out = (struct import_codes){ k.at, k.n };
	return OK;
}
