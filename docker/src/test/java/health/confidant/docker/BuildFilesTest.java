package health.confidant.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Versions are written in the parent alone, so that one file says what an advisory is about. */
class BuildFilesTest {
    @Test
    void noModuleNamesAVersion() throws Exception {
        for (String module : List.of("ig", "interceptors", "server", "docker")) {
            assertThat(versions(new File("../" + module + "/pom.xml")))
                    .as("versions in " + module + "/pom.xml")
                    .isEmpty();
        }
    }

    @Test
    void theRuleSeesAVersion() throws Exception {
        assertThat(versions(new File("../.ci/negative-control/pom.xml"))).containsExactly("dependency ${artifact}");
    }

    private static List<String> versions(File pom) throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom)
                .getDocumentElement();
        List<String> found = new ArrayList<>();
        for (String kind : List.of("dependency", "plugin")) {
            NodeList elements = project.getElementsByTagName(kind);
            for (int i = 0; i < elements.getLength(); i++) {
                for (var child = elements.item(i).getFirstChild(); child != null; child = child.getNextSibling()) {
                    if (child.getNodeName().equals("version")) {
                        Element element = (Element) elements.item(i);
                        found.add(kind + " "
                                + element.getElementsByTagName("artifactId")
                                        .item(0)
                                        .getTextContent());
                    }
                }
            }
        }
        return found;
    }
}
