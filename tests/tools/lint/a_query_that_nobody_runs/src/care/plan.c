/* plan_of is asked for, plan_all_of_them is another name. */
void plan(void)
{
	plan_of();
	plan_all_of_them();
}
