CREATE TABLE `record_parts` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`part` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`kind`, `key`, `part`)
);
