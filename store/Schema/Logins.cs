using System.Text;

namespace Watchfloor.Store;

/// <summary>How logins are compared: whatever their case, and however an accent was typed.</summary>
public static class Logins
{
    public static string Key(string login) => login.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
