using System.Text.RegularExpressions;
using Watchfloor.Input;

namespace Watchfloor.Tenants;

/// <summary>A tenant to be opened.</summary>
sealed partial record NewTenant
{
    /// <summary>Its id for ever: 1–64 of a-z, 0-9 and hyphen.</summary>
    public required string Id { get; init; }

    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    public void Check(Complaints complaints)
    {
        complaints.Unless(Pattern().IsMatch(Id), "id", "must be 1 to 64 of a-z, 0-9 and hyphen, a letter or digit first");
        complaints.Unless(Id != TenantId.Default.Value, "id", "must be another one: main runs the installation");
        complaints.Name("name", Name);
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}

/// <summary>A tenant that was opened, with its first key. The key is told this once.</summary>
sealed record OpenedTenant(string Id, MadeKey AdminKey);

/// <summary>A tenant.</summary>
/// <param name="Closed">Nobody of it gets in any more.</param>
sealed record TenantView(string Id, string Name, bool Closed, long Version);
