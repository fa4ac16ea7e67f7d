using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Whatever calls can be sent to.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>A grain interface: methods only, each returning a task.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain whose key is text.</summary>
    public interface IGrainWithStringKey : IGrain;
}
