INSERT INTO plan (id) VALUES ($1);
