#include "http/assets.h"

static const struct asset *find(struct str path)
{
	for (size_t i = 0; i < nassets; i++)
		if (str_eq(str_z(assets[i].path), path))
			return &assets[i];
	return NULL;
}

bool assets_reply(const struct request *request, struct reply *reply)
{
	const struct asset *asset =
		str_starts(request->path, STR("/assets/")) ? find(request->path) : NULL;

	if (!asset || request->method == METHOD_POST)
		return false;
	reply->status = 200;
	reply->type = asset->type;
	reply->asset = true;
	reply->gzip = request->takes_gzip && asset->gz;
	reply->body.n = 0;
	buf_add(&reply->body, reply->gzip ? (struct str){ (const char *)asset->gz, asset->ngz }
	                                  : (struct str){ (const char *)asset->data, asset->n });
	return true;
}
