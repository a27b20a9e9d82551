void f(void)
{
	gets(x);
}
