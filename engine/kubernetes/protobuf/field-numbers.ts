/**
 * The fields of a package's messages, by message, in the order of their numbers and named as in JSON. A field
 * whose number isn't told has the one after its predecessor's, the first of them 1. `...Name` is a field that
 * holds a message whose fields are the outer message's own in JSON.
 *
 * Checked against the descriptors of Kubernetes v1.33. Numbers never change their meaning; new ones are added.
 */
export type FieldNumbers = Readonly<Record<string, string>>;
