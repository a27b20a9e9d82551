-- A table whose column has a type that types.def does not know.
CREATE TABLE odd (name sealed NOT NULL, rank varchar NOT NULL);
