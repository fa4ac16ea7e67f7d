namespace Watchfloor.Kernel;

/// <summary>Seals what must never be read in a journal, a log or an answer.</summary>
public interface ISecrets
{
    /// <summary>Opens a sealed value; throws where it was sealed by another installation.</summary>
    string Open(string sealedValue);
}
