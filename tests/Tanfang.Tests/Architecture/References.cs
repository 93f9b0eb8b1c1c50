using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Tanfang.Tests.Architecture;

/// <summary>A type by name; a nested one goes by its outermost, for that is the one somebody wrote a file for.</summary>
internal readonly record struct TypeName(string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <summary>
/// Every "this type mentions that type" of a compiled assembly, read from its metadata and the code of its methods,
/// so that neither an alias nor `var` nor a lambda hides one.
/// </summary>
internal sealed partial class References : IDisposable
{
    private static readonly Dictionary<short, OperandType> Operands = typeof(OpCodes)
        .GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value, code => code.OperandType);

    private readonly PEReader file;
    private readonly HashSet<(TypeName From, TypeName To)> found = [];
    private readonly Mentions mentions;
    private TypeName from;

    public References(string assembly)
    {
        file = new PEReader(File.OpenRead(assembly));
        Metadata = file.GetMetadataReader();
        mentions = new Mentions(to => found.Add((from, to)));
    }

    public MetadataReader Metadata { get; }

    public void Dispose() => file.Dispose();

    public IReadOnlyCollection<(TypeName From, TypeName To)> Read()
    {
        foreach (var handle in Metadata.TypeDefinitions)
        {
            from = Mentions.Name(Metadata, handle);
            Read(Metadata.GetTypeDefinition(handle));
        }
        return found;
    }

    private void Read(TypeDefinition type)
    {
        Mention(type.BaseType);
        foreach (var handle in type.GetInterfaceImplementations())
            Mention(Metadata.GetInterfaceImplementation(handle).Interface);
        Read(type.GetGenericParameters());
        Read(type.GetCustomAttributes());
        foreach (var field in type.GetFields().Select(Metadata.GetFieldDefinition))
        {
            field.DecodeSignature(mentions, null);
            Read(field.GetCustomAttributes());
        }
        foreach (var property in type.GetProperties().Select(Metadata.GetPropertyDefinition))
            Read(property.GetCustomAttributes());
        foreach (var method in type.GetMethods().Select(Metadata.GetMethodDefinition))
            Read(method);
    }

    private void Read(MethodDefinition method)
    {
        method.DecodeSignature(mentions, null);
        Read(method.GetGenericParameters());
        Read(method.GetCustomAttributes());
        foreach (var parameter in method.GetParameters().Select(Metadata.GetParameter))
            Read(parameter.GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0)
            return;

        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            Metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(mentions, null);
        foreach (var region in body.ExceptionRegions.Where(region => !region.CatchType.IsNil))
            Mention(region.CatchType);
        ReadCode(body.GetILReader());
    }

    private void Read(GenericParameterHandleCollection parameters)
    {
        foreach (var parameter in parameters.Select(Metadata.GetGenericParameter))
        foreach (var constraint in parameter.GetConstraints().Select(Metadata.GetGenericParameterConstraint))
            Mention(constraint.Type);
    }

    private void Read(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes.Select(Metadata.GetCustomAttribute))
        {
            Mention(attribute.Constructor);
            // A typeof(…) in an attribute is kept as the type's name.
            var value = Encoding.UTF8.GetString(Metadata.GetBlobBytes(attribute.Value));
            foreach (Match name in DottedName().Matches(value))
                found.Add((from, new TypeName(name.Groups["space"].Value, name.Groups["name"].Value)));
        }
    }

    private void ReadCode(BlobReader code)
    {
        while (code.RemainingBytes > 0)
        {
            short value = code.ReadByte();
            if (value == 0xFE)
                value = unchecked((short)(0xFE00 | code.ReadByte()));
            switch (Operands[value])
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineTok
                or OperandType.InlineType
                or OperandType.InlineMethod
                or OperandType.InlineField:
                    Mention((EntityHandle)MetadataTokens.Handle(code.ReadInt32()));
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }

    private void Mention(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference when !handle.IsNil:
                found.Add((from, Mentions.Name(Metadata, handle)));
                break;
            case HandleKind.TypeSpecification:
                Metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(mentions, null);
                break;
            // What a called member takes or returns is mentioned too, though the caller may have written `var`.
            case HandleKind.MethodDefinition:
                var called = Metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                Mention(called.GetDeclaringType());
                called.DecodeSignature(mentions, null);
                break;
            case HandleKind.FieldDefinition:
                var used = Metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                Mention(used.GetDeclaringType());
                used.DecodeSignature(mentions, null);
                break;
            case HandleKind.MemberReference:
                Mention(Metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                var method = Metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Mention(method.Method);
                method.DecodeSignature(mentions, null);
                break;
        }
    }

    [GeneratedRegex(@"(?<space>[A-Za-z_]\w*(\.[A-Za-z_]\w*)*)\.(?<name>[A-Za-z_]\w*)")]
    private static partial Regex DottedName();
}
