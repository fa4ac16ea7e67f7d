using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>A member says that he cannot reach another one. It evicts nobody: silence proves nothing, and the lease decides.</summary>
readonly record struct Vote(SiloAddress By, SiloAddress Of);
