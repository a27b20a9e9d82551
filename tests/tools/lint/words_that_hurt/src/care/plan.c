/* the victim */
const char *s = "Her risk score";
