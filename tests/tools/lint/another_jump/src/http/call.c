int f(void)
{
	return setjmp(place);
}
