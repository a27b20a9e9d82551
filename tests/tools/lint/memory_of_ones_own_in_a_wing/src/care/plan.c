void *f(void)
{
	return malloc(1);
}
