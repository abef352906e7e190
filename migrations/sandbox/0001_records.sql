CREATE TABLE `records` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`kind`, `key`)
);--> statement-breakpoint
INSERT INTO `records` (`kind`, `key`, `value`) SELECT 'kubelet_nodes', `key`, `value` FROM `kubelet_nodes`;--> statement-breakpoint
DROP TABLE `kubelet_nodes`;--> statement-breakpoint
INSERT INTO `records` (`kind`, `key`, `value`) SELECT 'kubelet_pods', `key`, `value` FROM `kubelet_pods`;--> statement-breakpoint
DROP TABLE `kubelet_pods`;
