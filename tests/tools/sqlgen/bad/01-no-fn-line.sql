SELECT status FROM person;
