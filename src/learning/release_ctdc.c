/* Kinds of exploitation in the columns of CTDC's codebook of 2024. Which kind of casework belongs
 * in which is said in packs/core/casework-types.csv under terms, "ctdc:isForcedLabour"; a kind that
 * could not be placed says nothing, and is in no column. */
#include "learning/release_inside.h"

const struct ctdc_column release_ctdc[CTDC_COLUMNS] = {
	{ "isForcedLabour", T("Forced labour") },
	{ "isSexualExploit", T("Sexual exploitation") },
	{ "isOtherExploit", T("Another kind of exploitation") },
};

static uint64_t columns_of(struct str terms)
{
	uint64_t columns = 0;

	while (terms.n) {
		struct str code;
		struct str list = str_cut(str_cut(terms, ' ', &terms), ':', &code);

		for (size_t i = 0; i < CTDC_COLUMNS && str_eq(list, STR("ctdc")); i++)
			columns |= (uint64_t)str_eq(code, str_z(release_ctdc[i].code)) << i;
	}
	return columns;
}

uint64_t release_ctdc_columns(const struct code_list *types, uint32_t bits)
{
	uint64_t columns = 0;

	for (size_t t = 0; t < types->n && t < OUTCOMES_TYPES_MAX; t++)
		if (bits >> t & 1)
			columns |= columns_of(types->at[t].terms);
	return columns;
}
