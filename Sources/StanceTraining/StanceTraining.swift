// Filled by the first commit of StanceTraining.
