"""Sentences that more than one page says."""

INVENTED = "Demonstration. Every pupil, school and letter here is invented."
READ_ONLY = "You can read this record. Only the people named on the case can change it."
SUGGESTION = "Suggested from the answers. A person decides."
CLUSTER_HELP = (
    "A cluster, X1 to X9, is a group of finished cases with similar needs. X10 means the "
    "needs fall under the authority's rule for no EHC plan."
)
NO_CLUSTER = "There is no cluster of this name."
EHCP = "Education, health and care plan"
