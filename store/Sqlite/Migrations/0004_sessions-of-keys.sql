-- A program that does not know the column writes no session any more, and would let those of a key that was changed go on.
INSERT OR REPLACE INTO meta VALUES ('oldest_reader', '4');

-- With which key a session was begun. Of those that are there nobody knows it: only people, who came by password, stay signed in.
ALTER TABLE sessions ADD COLUMN key_hash TEXT;
DELETE FROM sessions WHERE holder_id NOT LIKE 'u-%';
