namespace Watchfloor.Store.Postgres;

/// <summary>Which lane of which server, and which flush of it.</summary>
/// <param name="Server">The name that the server took at its start; another name in the database means that another one has it.</param>
/// <param name="Lane">Its number.</param>
/// <param name="Flush">Goes up with each attempt.</param>
readonly record struct LaneName(string Server, int Lane, long Flush);
