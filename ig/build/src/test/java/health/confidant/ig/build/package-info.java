/** Tests of the guide's build. */
package health.confidant.ig.build;
