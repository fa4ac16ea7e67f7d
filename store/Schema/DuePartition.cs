using System.Text;

namespace Watchfloor.Store;

/// <summary>Which partition holds an entity's deadline. The same in every process and version: it is written to disk.</summary>
static class DuePartition
{
    /// <summary>Fixed for the life of a database.</summary>
    public const int Count = 4;

    const uint Offset = 2166136261;
    const uint Prime = 16777619;

    public static int Of(EntityId entity)
    {
        var hash = Add(Add(Add(Offset, entity.Kind), entity.Tenant.Value), entity.Id);
        hash ^= hash >> 16; // the low bits alone of FNV-1a spread poorly
        return (int)(hash % Count);
    }

    static uint Add(uint hash, string text)
    {
        Span<byte> buffer = stackalloc byte[256];
        var encoder = Encoding.UTF8.GetMaxByteCount(text.Length) <= buffer.Length ? buffer : new byte[Encoding.UTF8.GetByteCount(text)];
        foreach (var b in encoder[..Encoding.UTF8.GetBytes(text, encoder)])
            hash = (hash ^ b) * Prime;
        return (hash ^ 0xFF) * Prime; // no byte of UTF-8 is 0xFF: it ends the part
    }
}
