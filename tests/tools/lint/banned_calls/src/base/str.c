static void f(char *a, const char *b)
{
	strcpy(a, b); /* strcat(a, b) */
	puts("gets(x)");
	my_strcpy(a, b);
}

#define COPY(a, b) strcat (a, b)
