namespace Watchfloor.Store;

/// <summary>
/// What a later version of the program adds to the schema. Empty in every program but one that plays such a version in a test, which fills
/// it before it touches the store.
/// </summary>
static class LaterSchema
{
    /// <summary>Tables of kinds that this version does not have.</summary>
    public static IReadOnlyList<EntityTable> Tables { get; set; } = [];

    /// <summary>Migrations for PostgreSQL behind those of this version, under names such as <c>0099_more</c>.</summary>
    public static IReadOnlyList<(string Name, string Sql)> Migrations { get; set; } = [];
}
