using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Tanfang.Tests.Architecture;

/// <summary>Tells of every type that a signature (a field's, a method's, a local's, a generic argument's) names.</summary>
internal sealed class Mentions(Action<TypeName> tell) : ISignatureTypeProvider<int, object?>
{
    /// <summary>The name of the outermost type around this one.</summary>
    public static TypeName Name(MetadataReader reader, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition)
        {
            var type = reader.GetTypeDefinition((TypeDefinitionHandle)handle);
            return type.IsNested
                ? Name(reader, type.GetDeclaringType())
                : new(reader.GetString(type.Namespace), reader.GetString(type.Name));
        }
        var reference = reader.GetTypeReference((TypeReferenceHandle)handle);
        return reference.ResolutionScope.Kind == HandleKind.TypeReference
            ? Name(reader, reference.ResolutionScope)
            : new(reader.GetString(reference.Namespace), reader.GetString(reference.Name));
    }

    public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        tell(Name(reader, handle));
        return 0;
    }

    public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        tell(Name(reader, handle));
        return 0;
    }

    public int GetTypeFromSpecification(
        MetadataReader reader,
        object? genericContext,
        TypeSpecificationHandle handle,
        byte rawTypeKind
    ) => reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    // What is left is made of types already told of.
    public int GetArrayType(int elementType, ArrayShape shape) => 0;

    public int GetByReferenceType(int elementType) => 0;

    public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

    public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

    public int GetGenericMethodParameter(object? genericContext, int index) => 0;

    public int GetGenericTypeParameter(object? genericContext, int index) => 0;

    public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

    public int GetPinnedType(int elementType) => 0;

    public int GetPointerType(int elementType) => 0;

    public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

    public int GetSZArrayType(int elementType) => 0;
}
